"""The portal: settings, addresses, and the ground all records stand on."""
