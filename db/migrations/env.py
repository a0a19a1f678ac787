"""Alembic's entry: runs the migrations on the connection that db.upgrade hands over, inside its transaction."""

from alembic import context

from db.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
