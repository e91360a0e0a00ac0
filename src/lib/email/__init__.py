"""Of the package email, what scripts need for dates and addresses."""
