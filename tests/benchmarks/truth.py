"""Serving processes of several nodes beside one database, and whether what they answer is what the database holds."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

COUNTRIES, AREAS = ("VN", "LA", "TH"), ("welding", "cooking")
PROCESSES_OF_NODES = (2, 1)


class Server:
    """A process of its own that answers searches from the folder of its node."""

    def __init__(self, state, database):
        self.state, self.database, self.asking = state, database, threading.Lock()
        self.start()

    def start(self):
        own = {"DJANGO_SETTINGS_MODULE": "tvet_portal.settings", "LOCAL": "1", "STATE_DIR": str(self.state)}
        command = [sys.executable, "-m", "tests.benchmarks.truth"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, **own, "DATABASE_URL": self.database}
        self.process = subprocess.Popen(command, env=environment, text=True, **pipes)

    def ask(self, address):
        with self.asking:
            self.send(address)
            return json.loads(self.process.stdout.readline())

    def send(self, address):
        self.process.stdin.write(f"{address}\n")
        self.process.stdin.flush()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.end()

    def end(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def serve():
    """Answer each line, an address's parameters, with what the search page shows and counts."""
    import django

    django.setup()
    from django.http import QueryDict

    from tvet_portal.search.page import Page

    for line in sys.stdin:
        page = Page(QueryDict(line.strip()))
        shown = [result.title for result in page.context()["results"]]
        facets = {name: {str(value): count for value, count in counts.items()} for name, counts in page.counts.items()}
        answer = {"count": page.found.count, "shown": len(shown), "facets": facets, "may_lack": page.may_lack}
        print(json.dumps(answer), flush=True)


class Truth:
    """Publishes and withdraws agreements, and compares what is served with what SQL counts."""

    def __init__(self, folder):
        from tests.factories.directory import AreaFactory, CountryFactory, OrganisationFactory, SourceFactory
        from tests.factories.records import staff

        self.random, self.public, self.number = random.Random(7), [], 0
        self.publisher, self.source, self.body = staff("publisher"), SourceFactory(), OrganisationFactory(country=None)
        self.countries = [CountryFactory(iso2=iso2) for iso2 in COUNTRIES]
        self.areas = [AreaFactory(key=key, approved=True) for key in AREAS]
        self.nodes = [Path(folder, f"node-{number}") for number in range(len(PROCESSES_OF_NODES))]
        for node in self.nodes:
            (node / "static").mkdir(parents=True)
        each = zip(self.nodes, PROCESSES_OF_NODES, strict=True)
        self.servers = [Server(node, database()) for node, number in each for _ in range(number)]

    def end(self):
        for server in self.servers:
            server.end()

    def draft(self, canary):
        """An agreement of this word that nobody may find yet."""
        from tests.factories.agreements import AgreementFactory
        from tests.factories.records import ParticipationFactory

        day = f"{self.random.randint(2006, 2026)}-05-01"
        draft = AgreementFactory(
            title=f"Agreement {canary}", slug=canary, signed_on=day, parties=0, main_source=self.source
        )
        parties = [{"country": country} for country in self.random.sample(self.countries, 2)]
        for place, party in enumerate([*parties, {"organisation": self.body}]):
            ParticipationFactory(record=draft, key=f"p{place}", **{"organisation": None, **party})
        draft.areas.add(*self.random.sample(self.areas, self.random.randint(0, 2)))
        return draft

    def publish(self, record):
        from tvet_portal.records import workflow

        workflow.publish(record, by=self.publisher)

    def withdraw(self, record):
        from tvet_portal.records import workflow

        workflow.withdraw(record, by=self.publisher, reason="A mistake.")

    def change(self):
        """Publish a new agreement, or withdraw one of three."""
        if self.public and self.random.random() < 0.35:
            self.withdraw(self.public.pop(self.random.randrange(len(self.public))))
            return
        self.number += 1
        self.public.append(self.draft(f"change{self.number}"))
        self.publish(self.public[-1])

    def changes(self, number):
        """What was wrong after each of so many changes."""
        wrong = []
        for _ in range(number):
            self.change()
            wrong += self.wrong_counts()
        return wrong

    def wrong_counts(self):
        """What the servers count otherwise than SQL, one after another."""
        wanted = sql_counts()
        for place, server in enumerate(self.servers):
            answer = server.ask("type=agreement")
            facets = {name: answer["facets"][name] for name in wanted if name != "count"}
            got = {"count": answer["count"], **facets}
            if got != wanted or answer["may_lack"]:
                yield f"server {place}{' (may lack)' * answer['may_lack']}: {got} instead of {wanted}"

    def canaries(self, name, number):
        """What was wrong while one editor published and withdrew records, each with a word of its own."""
        from django.db import connection

        wrong = []
        try:
            for one in range(number):
                word = f"canary{name}x{one}"
                record = self.draft(word)
                wrong += self.seen(word, 0, "a draft")
                self.publish(record)
                wrong += self.seen(word, 1, "published")
                self.withdraw(record)
                wrong += self.seen(word, 0, "withdrawn")
        finally:
            connection.close()
        return wrong

    def seen(self, word, wanted, state):
        """What one of the servers answers wrongly about this word."""
        answer = self.random.choice(self.servers).ask(f"q={word}")
        got = answer["count"], answer["shown"], answer["may_lack"]
        return [] if got == (wanted, wanted, False) else [f"{word}, {state}: {got}"]

    def at_once(self, editors, canaries):
        """What was wrong while so many editors worked at once."""
        with ThreadPoolExecutor(editors) as pool:
            return [one for wrong in pool.map(self.canaries, range(editors), [canaries] * editors) for one in wrong]

    def kill_one(self):
        """Kill a server while it brings a change into its folder, and start it again; what is wrong then."""
        server = self.servers[0]
        self.change()
        server.send("type=agreement")
        time.sleep(self.random.random() / 50)
        server.kill()
        server.start()
        return list(self.wrong_counts())


def sql_counts():
    from django.db.models import Count

    from agreements.models import Agreement

    public = Agreement.objects.published()
    years = public.values_list("signed_last__year").annotate(Count("pk")).order_by()
    countries = public.filter(participations__country__isnull=False).values_list("participations__country__iso2")
    areas = public.filter(areas__isnull=False).values_list("areas__key")
    return {
        "count": public.count(),
        "year": {str(year): number for year, number in years},
        "country": dict(countries.annotate(Count("pk", distinct=True)).order_by()),
        "area": dict(areas.annotate(Count("pk", distinct=True)).order_by()),
    }


def database():
    """The address of the database that this process uses."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


if __name__ == "__main__":
    serve()
