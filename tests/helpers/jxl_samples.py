"""A JPEG XL with colours told by numbers, which the encoder at hand in tests does not write.

A picture of 40 × 32 by formula, red 6x, green 7y, blue 3(x + y), in Display P3, coded once with cjxl at distance 0.5.
"""

P3_JXL = (
    "/wqHQYKQM6OiiJegHDQl75sQXiGkJQEfTDgIxIUAEogApAO/yigBAFChMsq4wcu5ni8/dFhM27jO0FbbFpYkioxjk3QCh5kEiaMFGgT1Om6doI"
    "nb+/1VFzPwkE5/5d5haaSqTsSokUm3k84fSdWlww6aVfKgrU2tO4JtLAuunHudxS9IsksZQHI/AJKIhUOMnhgAACqkQJ7tShKVzLyYvHjxLqaw"
    "FAJAoHgJLKoDQy6HH/QfIqHP+7zdrR+i3UXxpN2dgqSo3d9o3nUfPYVVL4F6wTk705F213Cgb9RuUzyL2l//dG+EPUTudNInc/sTjnTzE42Q+H"
    "mP/+tB/wQBNYfYFqiZrgoieFJgDQ=="
)
