"""The dossier as pages for a browser or a printer: no network, and no script but one that filters the search."""
