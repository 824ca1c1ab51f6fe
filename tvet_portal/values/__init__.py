"""Values used everywhere: partial dates, quantities, places. No models of their own."""
