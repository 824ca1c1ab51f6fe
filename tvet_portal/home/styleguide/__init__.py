"""The style guide: every token and every component in every state, from the very files the pages are made of."""
