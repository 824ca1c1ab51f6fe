"""The files of the portal: which are taken, how pictures are cleaned and made smaller, how all of them are stored."""
