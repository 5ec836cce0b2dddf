"""Jobs: what a child process does to a corpus for a program that answers meanwhile. Each gives JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from corpus.audit import Actor

__all__ = ["JOBS", "Order"]

Tell = Callable[[Mapping[str, object]], None]


@dataclass(frozen=True, slots=True)
class Order:
    """What to do, for whom, on which data directory."""

    job: str
    data_dir: Path
    actor: Actor
    args: Mapping[str, Any] = field(default_factory=dict)
    model: Path | None = None
    debug: bool = False

    def to_json(self) -> dict[str, object]:
        """The order for a pipe."""
        return {
            "job": self.job, "data_dir": str(self.data_dir), "who": self.actor.who, "origin": self.actor.origin,
            "args": dict(self.args), "model": None if self.model is None else str(self.model), "debug": self.debug,
        }  # fmt: skip

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """The order that `to_json` wrote."""
        model = None if row["model"] is None else Path(row["model"])
        return cls(row["job"], Path(row["data_dir"]), Actor(row["who"], row["origin"]), row["args"], model, row["debug"])


def _refresh(order: Order, tell: Tell) -> dict[str, Any]:
    import resource

    from bot.refreshing import refresh

    report = refresh(
        order.data_dir, order.actor, order.args["names"], model=order.model, tell=lambda far: tell(far.to_json())
    )
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    usage = {"cpu_seconds": round(sum(one.ru_utime + one.ru_stime for one in used), 3)}
    return {**report.to_json(), "usage": usage}


def _first(order: Order, tell: Tell) -> dict[str, Any]:
    from bot.building import first_generation

    return {"generation": first_generation(order.data_dir, model=order.model, progress=_staged(tell))}


def _remove(order: Order, tell: Tell) -> dict[str, Any]:
    from bot.building import remove_document

    document = order.args["document"]
    info = remove_document(order.data_dir, document, model=order.model, progress=_staged(tell), actor=order.actor)
    return {"removed": document, "generation": info.id}


def _publish(order: Order, _tell: Tell) -> dict[str, Any]:
    from bot.deciding import publish_documents, publish_held

    documents = order.args["documents"]
    if documents:
        return publish_documents(order.data_dir, order.actor, documents, model=order.model).to_json()
    return publish_held(order.data_dir, order.actor, model=order.model, generation=order.args["generation"]).to_json()


def _discard(order: Order, _tell: Tell) -> dict[str, Any]:
    from bot.deciding import discard_documents, discard_held

    documents = order.args["documents"]
    if documents:
        return discard_documents(order.data_dir, order.actor, documents).to_json()
    return discard_held(order.data_dir, order.actor, generation=order.args["generation"]).to_json()


def _rollback(order: Order, _tell: Tell) -> dict[str, Any]:
    from bot.deciding import roll_back

    args = order.args
    return roll_back(order.data_dir, order.actor, args["generation"], leaving=args["leaving"]).to_json()


def _try(order: Order, _tell: Tell) -> dict[str, Any]:
    from bot.adding import try_address

    return try_address(order.data_dir, order.args["url"]).to_json()


def _keep(order: Order, _tell: Tell) -> dict[str, Any]:
    from bot.adding import Trial, keep

    trial = Trial.from_json(order.args["trial"])
    keep(order.data_dir, trial, order.actor)
    return {"name": trial.source.name}


def _verify(order: Order, _tell: Tell) -> dict[str, Any]:
    from bot.building import store_path
    from bot.repairing import Findings, examine
    from corpus.store import Store

    with Store(store_path(order.data_dir)) as store:
        return Findings(tuple(examine(order.data_dir, store))).to_json()


def _staged(tell: Tell) -> Callable[[str, int, int], None]:
    return lambda stage, done, total: tell({"stage": stage, "done": done, "total": total})


JOBS: Mapping[str, Callable[[Order, Tell], dict[str, Any]]] = {
    "refresh": _refresh, "first": _first, "remove": _remove, "publish": _publish, "discard": _discard,
    "rollback": _rollback, "try": _try, "keep": _keep, "verify": _verify,
}  # fmt: skip
