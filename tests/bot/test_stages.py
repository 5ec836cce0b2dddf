from contextlib import suppress
from time import sleep

from bot.stages import stage, timed


def test_a_stage_takes_its_time_out_of_the_one_around_it() -> None:
    with timed("rest") as spent:
        with stage("outer"):
            sleep(0.01)
            with stage("inner"):
                sleep(0.03)
        sleep(0.01)
    assert spent["inner"] >= 30
    assert 10 <= spent["outer"] < 30
    assert 10 <= spent["rest"] < 30


def test_a_stage_outside_of_any_answer_measures_nothing() -> None:
    with stage("alone"):
        pass
    with timed("rest") as spent:
        pass
    assert set(spent) == {"rest"}


def test_time_is_kept_when_a_stage_fails() -> None:
    with suppress(ZeroDivisionError), timed("rest") as spent, stage("verify"):
        spent["verify"] = 1 / 0
    assert set(spent) == {"rest", "verify"}
