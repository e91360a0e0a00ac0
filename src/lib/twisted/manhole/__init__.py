"""Ways into a running server."""
