"""Words of English that look like a slip of some measure's word and are none: "slipped" is not "shipped", "talking" not "taking"."""

from __future__ import annotations

__all__ = ["SPELLED"]

SPELLED = frozenset(
    """
    acton addiction auction audition banded banned banner barrow beaming beating becker begged blending booker boomed
    booming breeding bride bridget budge bunker buried calming camped cancer capitalism capitol carson casting cause
    centro chance clapped claude clint closer closet coached coating coding coffee commended commented commerce
    compete competing concert contact contacted contest contrast contrasted cooking coping cupped custer deceased
    defeat delivers detect divided dripped evacuation excerpt exiting expanse faction factors failing farther fiance
    fielder filling filmed folded forced forcing forged formed forming founding friction gained gallo glaring glowing
    growling hailed handler hanged haven heading healing heating heaving herring hiding hiking hooper hopped infected
    infection insect intent interval invented inventor inverted jumper landing lasting lauded leaned legged lifting
    lister loaded lodged longed loving lying mandal marking marred martin marvin masked massage maternal mating
    maximus medial medina mercer merged novice opined outlaw outrage overheard pacing patting paving pearson persona
    placed planner planting playable player playing pocket police polled polling ponder potion prayed praying primate
    prized professor properly protect prowess pulsed pulsing qualify quartet racing raging raided raiding railing
    rained raining reacher reacted regaining relaxed renal repair resolving resort retaining riding risking ruining
    runaway sacred safely scooted scorer scream sealing searing seating seattle seeing seeming sending sensor settler
    settling shaking shaping shared shelley shopping shouted shrink sighed sighing singing sipped sipping sitting
    skipped skipping slapped slipped slipping smacked smashed smelled snorted soaked soaring sorted spared speeding
    spelled splashed stacked stadion starred starring starter startled startling starved starving stating stats statue
    statues steam stored streak sucked surely swapped swelled talking tanker tanned tended thanked throughout ticked
    traced tracing trailed trailing trainee trainer treasure tremble trough tuned turing turner turning ventura waiter
    waiting waking walkway walled waller warming warring weakly weigh weighed weighs widow wight winding wright
    writhing
    """.split()
)
"""Those among the thirty thousand most common words that `TypoIndex` would take for a measure's; endings of one verb are left out."""
