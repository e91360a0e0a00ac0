"""Of the package urllib, what takes URLs apart: urllib.parse."""
