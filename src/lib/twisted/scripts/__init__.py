"""The programs: mktap, twistd, tapconvert, and trial."""
