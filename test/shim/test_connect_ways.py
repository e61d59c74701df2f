"""How a kernel reaches its Jupyter server: behind TLS, on every address, with a password, or not at all."""

import json
import socket
import threading
from datetime import datetime, timedelta, timezone

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jupyter_server.auth import passwd

from jupyterlab_omnisci.omnisci_error import OmniSciError
from jupyterlab_omnisci.owning_server import ask_server

PASSWORD = "a-password-of-a-test"
ASK = "from jupyterlab_omnisci.owning_server import ask; print(ask('/echo')['method'])"


@pytest.fixture
def certificate(world):
    """For the name that users type, as in a container: neither its host name nor its address."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "lab.example")])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("lab.example")]), False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = world.folder / "lab.pem"
    file.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    file.chmod(0o600)
    return file


def kernel(server, **environment):
    """What a kernel of this server prints, or the last line of its failure."""
    done = server.world.run("-c", ASK, **{"JPY_PARENT_PID": str(server.pid), **environment})
    assert (server.token or PASSWORD) not in done.stdout + done.stderr
    return (done.stdout or done.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize("ip", ["127.0.0.1", "0.0.0.0"])
def test_behind_tls(start, certificate, ip):
    server = start(ip=ip, certificate=certificate)
    assert kernel(server) == "GET"


def test_the_certificate_of_another_machine_is_checked(start, certificate):
    server = start(ip="0.0.0.0", certificate=certificate)
    info = json.loads(server.info_file.read_text())
    # As where the runtime files are on a disk that several machines have.
    info["hostname"] = "localhost.localdomain"
    info["url"] = f"https://127.0.0.2:{server.port}/"
    server.info_file.write_text(json.dumps(info))
    assert kernel(server).startswith(
        "jupyterlab_omnisci.omnisci_error.OmniSciError: The certificate of the Jupyter server at 127.0.0.2 was not accepted: "
    )
    assert "SSL_CERT_FILE" in kernel(server)


def test_on_every_address_without_tls(start):
    server = start(ip="0.0.0.0", base_url="/user/me/")
    info = json.loads(server.info_file.read_text())
    # A container's host name need not resolve in it.
    info["url"] = f"http://no-such-host.invalid:{server.port}/user/me/"
    server.info_file.write_text(json.dumps(info))
    assert kernel(server) == "GET"


def test_a_password_without_a_token(start):
    server = start(f"--PasswordIdentityProvider.hashed_password={passwd(PASSWORD)}", token="")
    assert kernel(server) == (
        "jupyterlab_omnisci.omnisci_error.OmniSciError: The Jupyter server has a password and no token, so a kernel cannot ask it. "
        "Set a token beside the password and restart Jupyter: c.IdentityProvider.token = '…'."
    )


def test_a_password_beside_a_token(start):
    server = start(f"--PasswordIdentityProvider.hashed_password={passwd(PASSWORD)}")
    assert kernel(server) == "GET"


def test_a_kernel_elsewhere(start):
    server = start()
    server.info_file.rename(server.info_file.with_name("away.json"))
    assert kernel(server) == (
        "jupyterlab_omnisci.omnisci_error.OmniSciError: The Jupyter server of this kernel was not found on this machine. A kernel "
        "behind a Gateway or in a container of its own gets no session from JupyterLab. Connect "
        "with a user and a password, as docs/connections.md says."
    )


def test_an_answer_that_is_cut_short_is_an_error_of_ours():
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")

        thread = threading.Thread(target=answer)
        thread.start()
        server = {"url": f"http://127.0.0.1:{listener.getsockname()[1]}/", "token": "t"}
        with pytest.raises(OmniSciError, match="The request to the Jupyter server failed"):
            ask_server(server, "/session", asker="kernel")
        thread.join()
