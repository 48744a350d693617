"""The database itself refuses to change the ledger."""

from django.db import migrations

from openward_web.ledger.guard import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: guard(schema_editor.connection),
            lambda apps, schema_editor: unguard(schema_editor.connection),
        )
    ]
