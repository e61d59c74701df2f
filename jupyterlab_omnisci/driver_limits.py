"""For notebooks: lets HEAVY.AI's driver read large results."""


def lift_size_limit(client) -> None:
    """
    Since 0.25, Thrift's binary protocol refuses a text of more than 16 MB, which a result in Arrow
    is, and leaves the connection unusable. The drivers have no option for it; `client` is theirs.
    """
    if hasattr(client._iprot, "string_length_limit"):
        client._iprot.string_length_limit = None
