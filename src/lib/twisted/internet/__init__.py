"""The reactor, the application, and what travels between them."""
