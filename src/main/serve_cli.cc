#include "main/serve_cli.h"

#include <ostream>

namespace dajuan {

int serve_folder(const server::ServeOptions& options, const Streams& streams) {
  Diagnostics problems;
  const server::Say say = [&](const Message& message) {
    streams.err << text(streams.language, message) << std::endl;
  };
  const bool served = server::serve(options, say, problems);
  const ExitCode code = report(problems, streams);
  return served ? code : kBadInput;
}

}  // namespace dajuan
