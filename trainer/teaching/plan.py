"""A teaching's plan: everything that decides its outcome, fixed when it begins and kept in the run's folder, so that a
run that was killed goes on to the same weights. Torch-free.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from engines.families.finishing import FinishParameters
from trainer.job import TeachError

PLAN = "plan.json"


class TeachingPlan(BaseModel):
    """`material`, `base`: digests of the drawings and of the base's weights; `base_style`: its id. `variants` of each
    pair; a held-out measure every `measure_every` steps."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    material: str
    base: str
    base_style: str
    seed: int
    threads: int
    steps: int
    batch: int
    crop_px: int
    variants: int
    measure_every: int
    finish: FinishParameters

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


def kept_plan(run: Path) -> TeachingPlan | None:
    """The plan of the run in that folder; None where none has begun. Raises TeachError."""
    try:
        return TeachingPlan.model_validate_json((run / PLAN).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise TeachError(
            "The teaching in {0} cannot be continued: its plan is damaged. Begin anew.", run.name
        ) from error


def keep_plan(run: Path, plan: TeachingPlan) -> None:
    """Written whole or not at all. Raises OSError."""
    run.mkdir(parents=True, exist_ok=True)
    unfinished = run / f"{PLAN}.tmp"
    unfinished.write_text(plan.model_dump_json(indent=1), encoding="utf-8")
    unfinished.replace(run / PLAN)
