"""Objects that are used from elsewhere: Perspective Broker."""
