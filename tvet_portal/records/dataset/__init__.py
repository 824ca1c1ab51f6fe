"""Datasets: folders of YAML files that hold contents of records and directory entries."""
