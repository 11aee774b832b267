#!/usr/bin/env python3
"""Writes exact_math_tables.h. Every number is taken from 60 decimal digits and rounded once; run it again with
    python3 src/base/exact_math_tables.py > src/base/exact_math_tables.h && clang-format -i src/base/exact_math_tables.h
"""
import struct
from decimal import Decimal, getcontext
from fractions import Fraction
from math import factorial

getcontext().prec = 60
LN2 = Decimal(2).ln()


def nearest_multiple(value, exponent):
    """The multiple of 2^exponent nearest to value."""
    unit = Fraction(2) ** exponent
    return round(Fraction(value) / unit) * unit


def split(value, *grids):
    """Parts that add up to value: multiples of 2^grid for each grid, then two doubles for the rest."""
    rest, parts = Fraction(value), []
    for grid in grids:
        parts.append(nearest_multiple(rest, grid))
        rest -= parts[-1]
    for _ in range(2):
        parts.append(Fraction(float(rest)))  # Fraction to float rounds correctly
        rest -= parts[-1]
    return parts


def braces(parts):
    return "{" + ", ".join(float(p).hex() for p in parts) + "}"


def table(comment, kind, name, rows):
    print(f"\n/// {comment}\ninline constexpr {kind} {name}[] = {{")
    for row in rows:
        print(f"    {braces(row)},")
    print("};")


def from_bits(bits):
    return Fraction(struct.unpack("<d", struct.pack("<Q", bits))[0])


LOG_START = 0x3FE6000000000000  # 0.6875: so that 1 is the border of two intervals that share the factor 1


def log_row(i):
    middle = (from_bits(LOG_START + (i << 45)) + from_bits(LOG_START + ((i + 1) << 45))) / 2
    factor = Fraction(1) if i in (79, 80) else nearest_multiple(1 / middle, -10)
    minus_log = -(Decimal(factor.numerator) / Decimal(factor.denominator)).ln()
    return [factor] + split(minus_log, -42)


def quotient(numerator, denominator):
    return split(Fraction(numerator, denominator))


print("""// Written by exact_math_tables.py: do not edit.
#pragma once
#include <cstdint>

namespace dajuan::tables {

struct Two {
  double hi, lo;
};
struct Three {
  double hi, mid, lo;
};
struct LogRow {
  double factor;        ///< a multiple of 2^-10 near 1/z, so that z * factor is near 1
  double hi, mid, lo;   ///< -log(factor); hi is a multiple of 2^-42
};

/// The significand z lies in [0.6875, 1.375); its 128 intervals are counted by seven bits from this start.""")
print(f"inline constexpr std::uint64_t kLogStart = 0x{LOG_START:x};")
print("\n/// log(2); hi is a multiple of 2^-42.")
print(f"inline constexpr Three kLn2 = {braces(split(LN2, -42))};")
print("\n/// log(2) / 128; hi is a multiple of 2^-43.")
print(f"inline constexpr Three kLn2Over128 = {braces(split(LN2 / 128, -43))};")
print("\n/// 128 / log(2).")
print(f"inline constexpr double k128OverLn2 = {float(128 / LN2).hex()};")
table("One row for each interval of z.", "LogRow", "kLog", [log_row(i) for i in range(128)])
table("2^(i/128).", "Two", "kExp2", [split((LN2 * i / 128).exp()) for i in range(128)])
table("1/n for n = 0 (unused) to 9.", "Two", "kInverse", [[0, 0]] + [quotient(1, n) for n in range(1, 10)])
table("1/n! for n = 0 to 6.", "Two", "kInverseFactorial", [quotient(1, factorial(n)) for n in range(7)])
print("\n}  // namespace dajuan::tables")
