#pragma once
#include "main/streams.h"
#include "server/server.h"

namespace dajuan {

/// `dajuan serve FOLDER`: serves until it is told to stop.
int serve_folder(const server::ServeOptions& options, const Streams& streams);

}  // namespace dajuan
