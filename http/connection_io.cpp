#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>

#include "http/connection_loop.hpp"
#include "http/limits.hpp"
#include "http/request_head.hpp"

namespace murmuration::http {

namespace {

/// All answers that clients have not taken yet. The largest answer is 1 MB, so
/// without it 500 slow readers would hold 500 MB.
constexpr std::size_t unsent_max = 64u << 20;

/// What a client may send where nothing is asked of it.
constexpr std::size_t discarded_max = 256 * 1024;

/// What the kernel may keep of a stream that its reader does not take: enough
/// for one round of events, so that a slow one gets the newest, not the oldest.
constexpr int stream_send_bytes = 64 * 1024;

constexpr std::uint32_t broken = EPOLLERR | EPOLLHUP;

bool would_block(ssize_t result) {
  return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

} // namespace

void connection_loop::on_event(iterator it, std::uint32_t events) {
  switch (it->at) {
    case phase::idle:
    case phase::reading:
      receive(it);
      break;
    case phase::waiting:
      if (events & broken)
        drop(it);
      break;
    case phase::writing:
      if (events & EPOLLERR)
        drop(it);
      else
        flush(it);
      break;
    case phase::streaming:
      if (events & broken)
        drop(it);
      else if (events & EPOLLOUT)
        flush(it);
      else
        discard(it);
      break;
    case phase::lingering:
      discard(it);
      break;
  }
}

void connection_loop::receive(iterator it) {
  // What is there already comes first; the kernel keeps the rest.
  if (it->queued)
    return;
  auto count = recv(it->fd, buffer_.data(), buffer_.size(), 0);
  if (would_block(count))
    return;
  if (count <= 0) {
    drop(it);
    return;
  }
  if (it->at == phase::idle)
    table_.move(it, phase::reading, now_);
  it->in.append(buffer_.data(), static_cast<std::size_t>(count));
  advance(it);
}

/// `searched` counts what a client has sent that nobody reads.
void connection_loop::discard(iterator it) {
  auto count = recv(it->fd, buffer_.data(), buffer_.size(), 0);
  if (would_block(count))
    return;
  if (count <= 0) {
    drop(it);
    return;
  }
  it->searched += static_cast<std::size_t>(count);
  if (it->searched > discarded_max)
    drop(it);
}

/// Answers one request, if `in` holds a complete one.
void connection_loop::advance(iterator it) {
  constexpr std::size_t overlap = 3; // of CRLF CRLF, cut anywhere
  auto from = it->searched > overlap ? it->searched - overlap : 0;
  auto complete = it->in.find("\r\n\r\n", from) != std::string::npos;
  if (!complete && it->in.size() < head_bytes_max) {
    it->searched = it->in.size();
    return;
  }
  auto scan = scan_head(it->in);
  if (scan.status != 0) {
    refuse(it, scan.status);
    return;
  }
  if (it->in.size() < scan.bytes)
    return;
  auto keep = ++it->requests < requests_max && !stopping_;
  auto body = std::string_view{it->in}.substr(scan.head_bytes,
                                              scan.bytes - scan.head_bytes);
  // Routes that take a body answer here; the other lanes get none.
  auto made = own_.make(scan.clean, body, lane::light, keep);
  it->in.erase(0, scan.bytes);
  it->searched = 0;
  if (made.deferred)
    hand_over(it, *made.deferred, {it->id, std::move(scan.clean), keep, now_});
  else
    send(it, std::move(made));
}

void connection_loop::hand_over(iterator it, lane where, job work) {
  auto& to = where == lane::lookup ? lookups_ : renders_;
  enter(it, phase::waiting, 0);
  if (!to.submit(std::move(work)))
    send(it, own_.refuse(503));
}

void connection_loop::refuse(iterator it, int status) {
  ++from_.counted.refused;
  send(it, own_.refuse(status));
}

void connection_loop::send(iterator it, answer made) {
  from_.counted.answered(made.status);
  it->out = std::move(made.bytes);
  it->sent = 0;
  it->close_after = made.close && !made.stream;
  it->stream = made.stream;
  unsent_ += it->out.size();
  table_.move(it, phase::writing, now_);
  flush(it);
}

void connection_loop::flush(iterator it) {
  while (it->sent < it->out.size()) {
    auto count = ::send(it->fd, it->out.data() + it->sent,
                        it->out.size() - it->sent, MSG_NOSIGNAL);
    if (would_block(count)) {
      enter(it, it->at, EPOLLOUT);
      // The oldest of them may be this one.
      while (unsent_ > unsent_max && !table_.in(phase::writing).empty()) {
        ++from_.counted.evicted;
        drop(table_.in(phase::writing).begin());
      }
      return;
    }
    if (count < 0) {
      drop(it);
      return;
    }
    it->sent += static_cast<std::size_t>(count);
    it->progress = now_;
  }
  unsent_ -= it->out.size();
  it->out.clear();
  it->sent = 0;
  if (it->at == phase::streaming) {
    enter(it, phase::streaming, EPOLLIN);
    feed_no_later_than(now_);
  } else {
    after_answer(it);
  }
}

void connection_loop::after_answer(iterator it) {
  if (it->stream) {
    setsockopt(it->fd, SOL_SOCKET, SO_SNDBUF, &stream_send_bytes,
               sizeof stream_send_bytes);
    enter(it, phase::streaming, EPOLLIN);
    ++from_.counted.streams;
    feed_.refresh();
    feed(it);
    feed_no_later_than(now_
                       + least_spacing(table_.in(phase::streaming).size()));
  } else if (it->close_after) {
    // Closing with unread input would take the answer away from the client.
    shutdown(it->fd, SHUT_WR);
    it->in.clear();
    it->searched = 0;
    enter(it, phase::lingering, EPOLLIN);
  } else if (!it->in.empty()) {
    enter(it, phase::reading, EPOLLIN);
    it->queued = true;
    again_.push_back(it->id);
  } else {
    enter(it, phase::idle, EPOLLIN);
  }
}

/// Sends what a stream lacks; false: it lacks nothing. What the client does not
/// take at once is kept, and it gets nothing newer until it has.
bool connection_loop::feed(iterator it) {
  auto news = feed_.news_for(*it);
  if (news.empty())
    return false;
  table_.move(it, phase::streaming, now_);
  msghdr message{};
  message.msg_iov = news.data();
  message.msg_iovlen = news.size();
  auto count = sendmsg(it->fd, &message, MSG_NOSIGNAL);
  if (count < 0 && !would_block(count)) {
    drop(it);
    return true;
  }
  auto taken = static_cast<std::size_t>(std::max<ssize_t>(count, 0));
  if (taken > 0)
    it->progress = now_;
  for (const auto& part : news) {
    auto skipped = std::min(taken, part.iov_len);
    taken -= skipped;
    it->out.append(static_cast<const char*>(part.iov_base) + skipped,
                   part.iov_len - skipped);
  }
  if (it->out.empty())
    return true;
  unsent_ += it->out.size();
  if (unsent_ > unsent_max) {
    ++from_.counted.evicted;
    drop(it);
  } else {
    enter(it, phase::streaming, EPOLLOUT);
  }
  return true;
}

void connection_loop::enter(iterator it, phase next, std::uint32_t interest) {
  if (it->at != next)
    table_.move(it, next, now_);
  if (it->interest != interest) {
    it->interest = interest;
    io_.change(it->fd, it->id, interest);
  }
}

void connection_loop::drop(iterator it) {
  unsent_ -= it->out.size();
  table_.erase(it);
}

} // namespace murmuration::http
