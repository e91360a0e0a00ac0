"""The programs: mktap, twistd and tapconvert."""
