"""Alembic's entry. The connection is passed by `finance.store.migrate`; there is no address here."""

from alembic import context

from finance.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
