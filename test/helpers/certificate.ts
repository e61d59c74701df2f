/** Certificates for TLS tests, made on the fly: as much of X.509 as a server needs, in DER. */
import {
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject
} from 'node:crypto';

const [SEQUENCE, SET, OID, INTEGER, BITS, OCTETS, UTF8, UTC, TRUE] = [
  0x30, 0x31, 0x06, 0x02, 0x03, 0x04, 0x0c, 0x17, 0x01
];

const der = (tag: number, ...parts: (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(parts.map(part => Buffer.from(part)));
  const length =
    body.length < 128
      ? Buffer.of(body.length)
      : Buffer.of(0x82, body.length >> 8, body.length & 255);
  return Buffer.concat([Buffer.of(tag), length, body]);
};
const oid = (hex: string): Buffer => der(OID, Buffer.from(hex, 'hex'));
const NULL = Buffer.of(5, 0);
const RSA_SHA256 = der(SEQUENCE, oid('2a864886f70d01010b'), NULL);
const nameOf = (text: string): Buffer =>
  der(SEQUENCE, der(SET, der(SEQUENCE, oid('550403'), der(UTF8, text))));
const timeOf = (time: number): Buffer =>
  der(UTC, `${new Date(time).toISOString().replace(/\D/g, '').slice(2, 14)}Z`);

export type Certificate = { name: string; key: KeyObject; pem: string };

export type CertificateOptions = {
  /** Its IPv4 address. */
  address: string;
  /** The issuer; by default it is self-signed. */
  signedBy?: Certificate;
  /** Days from now until it expires; below 0 it has expired. */
  days?: number;
};

export function makeCertificate(options: CertificateOptions): Certificate {
  const { address, signedBy, days = 1 } = options;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048
  });
  const name = `test ${randomBytes(4).toString('hex')}`;
  const now = Date.now();
  const day = 24 * 60 * 60 * 1000;
  const extension = (id: string, value: Buffer): Buffer =>
    der(SEQUENCE, oid(id), der(OCTETS, value));
  const tbs = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.of(2))),
    der(INTEGER, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    RSA_SHA256,
    nameOf(signedBy?.name ?? name),
    der(SEQUENCE, timeOf(now - 10 * day), timeOf(now + days * day)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      der(
        SEQUENCE,
        // An authority, which can sign others and itself.
        extension('551d13', der(SEQUENCE, der(TRUE, Buffer.of(255)))),
        extension(
          '551d11',
          der(SEQUENCE, der(0x87, Buffer.from(address.split('.').map(Number))))
        )
      )
    )
  );
  const signature = sign('sha256', tbs, signedBy?.key ?? privateKey);
  const bytes = der(
    SEQUENCE,
    tbs,
    RSA_SHA256,
    der(BITS, Buffer.of(0), signature)
  );
  const pem = `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  return { name, key: privateKey, pem };
}
