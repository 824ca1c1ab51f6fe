"""How staff get in: password and second factor, sessions that end, and the pages of administrators about it."""
