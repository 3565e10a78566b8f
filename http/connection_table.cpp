#include "http/connection_table.hpp"

#include <unistd.h>

namespace murmuration::http {

connection_table::~connection_table() {
  for (auto& list : by_phase_)
    for (auto& open : list)
      close(open.fd);
}

connection_table::iterator connection_table::add(int fd, time_point now) {
  auto& list = in(phase::reading);
  auto it = list.emplace(list.end());
  it->fd = fd;
  it->id = next_id_++;
  it->since = now;
  by_id_.emplace(it->id, it);
  return it;
}

void connection_table::move(iterator it, phase to, time_point now) {
  auto& list = in(to);
  list.splice(list.end(), in(it->at), it);
  it->at = to;
  it->since = now;
}

void connection_table::erase(iterator it) {
  close(it->fd);
  by_id_.erase(it->id);
  in(it->at).erase(it);
}

std::optional<connection_table::iterator>
connection_table::find(connection_id id) {
  auto found = by_id_.find(id);
  if (found == by_id_.end())
    return std::nullopt;
  return found->second;
}

std::optional<connection_table::iterator> connection_table::oldest_idler() {
  std::optional<iterator> oldest;
  for (auto candidate :
       {phase::lingering, phase::idle, phase::reading, phase::writing}) {
    auto& list = in(candidate);
    if (!list.empty() && (!oldest || list.front().since < (*oldest)->since))
      oldest = list.begin();
  }
  return oldest;
}

} // namespace murmuration::http
