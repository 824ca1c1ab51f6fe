"""SQLite with the limits of PostgreSQL's integers: what one database cannot hold, forms and datasets refuse on both."""

from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.sqlite3 import base


class DatabaseOperations(base.DatabaseOperations):
    integer_field_range = BaseDatabaseOperations.integer_field_range


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
