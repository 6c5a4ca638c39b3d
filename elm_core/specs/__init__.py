"""What values may be, in one language, for Python, for the JavaScript Predictor and for types.

`parameters` says it of the parameters of every class, `records` of the parts of models,
`elm_core.persistence.learned` of what models have learnt.

A specification is text, read by `forms`: alternatives with ``|`` between them, each of them one of

==================  ================================================================
``null`` ``flag``   None; true, false or a whole number
``text`` ``'a'``    any text; this one (``name``: any but the empty one)
``number >0 <=1``   a number within bounds
``whole >=1 =d``    a whole number, which `d` then stands for, in bounds, too
``floats[n,c] >0``  an array of 64-bit numbers of this shape; `n` is settled by what comes first,
                    ``c+`` is at least 1, ``c:9`` 1 to 9, ``*`` anything, ``tri:h`` h (h + 1) / 2
``ints`` ``bytes``  arrays of whole numbers, of bytes, of 32-bit numbers
``floats32``
``labels[c]``       an array of texts or of numbers in rising order; ``values``: in any
``names[d]``        an array of texts
``list[n] text``    a list of n values, each of a kind
``range >=1 <=9``   two whole numbers within bounds, the first not above the second
``scaling``         two lists of numbers, of one length, the second positive
``rows``            numbers in rows
``model A B``       a trained model of these classes, or of any; ``estimator A``: or one that has
                    learnt too little
``{layer}``         a dict with exactly the keys of the record `layer`
``dict`` ``any``    a dict of anything; anything
``function``        only in memory, no file can hold them: a callable; a NumPy random generator
``generator``
a word              what `TYPES` says of it
==================  ================================================================

Names that end in ``?`` may be missing. What one part of a model says of another, and a
specification cannot say, is checked by `_check_params` and `_check_learned` of its class, and in
the Predictor by the module of its kind. `scripts/predictor_fields.py` makes the Predictor's copy.
"""
