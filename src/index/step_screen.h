#pragma once
#include "index/step_work.h"

namespace dajuan::index {

/// Marks the rows that stay in result.included, and says why in result.screens. Changes no figure.
void run_screen(const ScreenStep& step, const StepWork& work, const Matrix& figures);

}  // namespace dajuan::index
