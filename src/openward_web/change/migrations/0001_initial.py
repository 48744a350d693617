"""Changes and what is noted of them; the database refuses to change a story."""

import django.db.models.deletion
from django.db import migrations, models

from openward_web.ledger.guard import words_stay


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wards", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.UUIDField(db_column="change_id", primary_key=True, serialize=False)),
                ("practice", models.CharField(max_length=60)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("title", models.CharField(max_length=2000)),
                ("what", models.TextField()),
                ("checks", models.TextField(default="[]")),
                ("pitfalls", models.TextField(default="[]")),
                ("dose", models.TextField(default="")),
                ("lead_role", models.CharField(max_length=40)),
                ("money_ends_on", models.DateField(null=True)),
                ("shared", models.BooleanField(default=False)),
                (
                    "ward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="wards.ward",
                    ),
                ),
            ],
            options={
                "db_table": "changes",
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("answers", models.TextField()),
                ("note", models.TextField(default="")),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checked",
                        to="change.change",
                    ),
                ),
            ],
            options={
                "db_table": "change_checks",
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                ("id", models.UUIDField(db_column="cycle_id", primary_key=True, serialize=False)),
                ("plan", models.TextField()),
                ("prediction", models.TextField()),
                ("started_on", models.DateField()),
                ("result", models.TextField(default="")),
                ("decision", models.CharField(max_length=40, null=True)),
                ("decided_on", models.DateField(null=True)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cycles",
                        to="change.change",
                    ),
                ),
            ],
            options={
                "db_table": "change_cycles",
            },
        ),
        migrations.CreateModel(
            name="Done",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("shift", models.CharField(max_length=40)),
                ("count", models.PositiveIntegerField()),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="done",
                        to="change.change",
                    ),
                ),
            ],
            options={
                "db_table": "change_done",
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("still_done", models.CharField(max_length=40)),
                ("still_falling", models.CharField(max_length=40)),
                ("staff_answered", models.PositiveIntegerField(null=True)),
                ("staff_strained", models.PositiveIntegerField(null=True)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="change.change",
                    ),
                ),
            ],
            options={
                "db_table": "change_holds",
            },
        ),
        migrations.CreateModel(
            name="ShiftTally",
            fields=[
                ("id", models.UUIDField(db_column="row_id", primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("shift", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("count", models.PositiveIntegerField()),
                (
                    "ward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shift_tallies",
                        to="wards.ward",
                    ),
                ),
            ],
            options={
                "db_table": "shift_tallies",
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                ("id", models.UUIDField(db_column="story_id", primary_key=True, serialize=False)),
                ("voice", models.CharField(max_length=40)),
                ("words", models.TextField()),
                ("told_at", models.DateTimeField()),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="change.change",
                    ),
                ),
            ],
            options={
                "db_table": "change_stories",
            },
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__gte", models.F("started_on")),
                    ("started_on__isnull", True),
                    ("ended_on__isnull", True),
                    _connector="OR",
                ),
                name="changes_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("staff_strained", None),
                    models.Q(
                        ("staff_answered__gte", 10),
                        ("staff_strained__lte", models.F("staff_answered")),
                    ),
                    _connector="OR",
                ),
                name="strain_of_enough_staff",
            ),
        ),
        migrations.AddConstraint(
            model_name="shifttally",
            constraint=models.UniqueConstraint(
                fields=("ward", "day", "shift", "kind"), name="tally_of_shift"
            ),
        ),
        words_stay("change_stories", ("change_id", "voice", "words", "told_at")),
    ]
