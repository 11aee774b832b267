#include "stats/tails.h"

#include <array>

#include "stats/deviance.h"

namespace dajuan::stats {

double tail_integral(double slope, double a, double y, double b, double x) {
  constexpr double kFall = 40;
  struct Node {
    double place, weight;
  };
  constexpr std::array<Node, 12> kNodes = {{{0.064056892862605626085, 0.12793819534675215697},
                                            {0.19111886747361630916, 0.12583745634682829612},
                                            {0.31504267969616337439, 0.1216704729278033912},
                                            {0.43379350762604513849, 0.11550566805372560135},
                                            {0.54542147138883953566, 0.10744427011596563478},
                                            {0.64809365193697556925, 0.09761865210411388827},
                                            {0.74012419157855436424, 0.086190161531953275917},
                                            {0.82000198597390292195, 0.073346481411080305734},
                                            {0.88641552700440103421, 0.059298584915436780746},
                                            {0.93827455200273275852, 0.044277438817419806169},
                                            {0.9747285559713094982, 0.028531388628933663181},
                                            {0.99518721999702136018, 0.012341229799987199547}}};
  const double curvature = a * y * y + b * x * x;
  const double half = kFall / (slope + std::sqrt(slope * slope + 2 * kFall * curvature));
  const auto value = [&](double s) {
    double exponent = slope * s;
    if (a > 0) exponent += a * log_gap(-y * s);
    if (b > 0) exponent += b * log_gap(x * s);
    return fast_exp(-exponent) / ((1 - y * s) * (1 + x * s));
  };
  double sum = 0;
  for (const Node& node : kNodes)
    sum += node.weight * (value(half * (1 - node.place)) + value(half * (1 + node.place)));
  return half * sum;
}

}  // namespace dajuan::stats
