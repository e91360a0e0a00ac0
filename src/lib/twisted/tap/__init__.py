"""The types of server that mktap makes, a module each."""
