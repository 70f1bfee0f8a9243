import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from finance.store import Store, migrate
from finance.store.tables import metadata


def test_migrations_up_from_empty_give_the_tables_of_the_program(empty_url: str) -> None:
    store = Store.open(empty_url)
    with store.read() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    store.close()


def test_the_newest_migration_is_the_one_the_program_asks_for() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == migrate.HEAD
    assert sorted(script.revision for script in scripts.walk_revisions()) == sorted(migrate.KNOWN)


def test_opening_again_does_nothing(url: str, store: Store) -> None:
    engine = sa.create_engine(url)
    assert migrate.bring_up_to_date(url, engine) is False
    engine.dispose()
