"""Stand-in, see google.auth."""

from google.auth import default


class Credentials:
    """As much as databricks-sdk names."""

    from_service_account_info = staticmethod(default)


IDTokenCredentials = Credentials
