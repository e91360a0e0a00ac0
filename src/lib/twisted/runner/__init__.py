"""Running other programs: on their own, and for those who connect."""
