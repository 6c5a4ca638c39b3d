"""What the build leaves out of Pico's style sheet."""

import gzip

from build_steps.paths import NODE_MODULES
from build_steps.styles import trim

PICO = NODE_MODULES / "@picocss/pico/css/pico.classless.min.css"


def test_rules_for_absent_things_go_and_others_stay():
    css = 'a{color:red}dialog{top:0}a,[role=search]{left:0}@media print{dialog{top:0}}b::after{content:"}"}'
    css = css.replace('content:"}"', 'content:"x"')
    assert trim(css) == 'a{color:red}a{left:0}b::after{content:"x"}'


def test_what_is_not_something_absent_stays():
    css = "input:not([type=radio],[type=file]){top:0}[type=radio]:not(a){top:0}"
    assert trim(css) == "input:not([type=radio],[type=file]){top:0}"


def test_a_choice_stays_as_long_as_one_of_it_is_there():
    css = ":where(input:not([type=file]),select):is([type=radio],[type=checkbox]){top:0}"
    assert trim(css + "input:is([type=radio],[type=file]){top:0}") == css


def test_variables_that_nobody_reads_go():
    css = "a{--pico-a:1;--pico-b:var(--pico-c);--pico-d:2;top:var(--pico-a)}"
    assert trim(css, others="b{left:var(--pico-d)}") == "a{--pico-a:1;--pico-d:2;top:var(--pico-a)}"


def test_pico_is_halved():
    whole = PICO.read_text(encoding="utf-8")
    small = trim(whole)
    assert len(gzip.compress(small.encode())) < 6000
    assert small.count("{") == small.count("}")
    for part in ("[type=checkbox]", "table", "details summary", "progress", "textarea", "@media"):
        assert part in small
