/// From a request to its reply: whose host it names, which route it means,
/// what the client has already. Never throws. Immutable, any thread.
///   reply made = router.answer(asked, lane::light);
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "http/host_list.hpp"
#include "http/message.hpp"
#include "http/site.hpp"

namespace murmuration::http {

class router {
public:
  explicit router(site& from);

  /// A route that must not run on `here` comes back as `deferred`.
  reply answer(const request& asked, lane here) const;

  using header_list = std::vector<std::pair<std::string, std::string>>;

  /// What every answer carries, errors of the parser included.
  const header_list& common_headers() const {
    return common_;
  }

private:
  reply routed(const request& asked, lane here) const;
  void share_with(const request& asked, reply& made) const;

  site& from_;
  host_list hosts_;
  header_list common_;
};

} // namespace murmuration::http
