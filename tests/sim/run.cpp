#include "tests/sim/run.hpp"

#include <algorithm>
#include <functional>
#include <memory>

#include <fmt/format.h>

#include "tests/sim/engine.hpp"

namespace murmuration::sim {

namespace {

class drama {
public:
  drama(std::uint64_t seed, const rule_book& rules)
    : world_(seed, rules) {
    world_.meanwhile = [this] {
      interlude();
    };
    late_rate_ = world_.chance.chance(.5) ? .5 : .03;
    for (auto n = world_.alone ? 1 : world_.chance.between(2, 3); n > 0; --n) {
      engines_.push_back(nullptr);
      raise(engines_.size() - 1);
    }
    owners_.resize(world_.log.partitions());
    for (std::size_t p = 0; p < owners_.size(); ++p)
      give(p, world_.chance.below(engines_.size()), 0, 0);
  }

  std::vector<std::string> play() {
    auto quiet_at = world_.now_ms + world_.chance.between(15'000, 60'000);
    while (world_.now_ms < quiet_at && world_.violations.empty())
      move(true);
    calm();
    play_until([this] { return all_caught_up(); }, 120'000, "at the end");
    // Writes that were thought lost arrive, and everybody starts anew.
    world_.cells->apply_late(memory_cells::late_max);
    engines_.clear();
    engines_.push_back(nullptr);
    raise(0);
    play_until([this] { return all_caught_up(); }, 60'000, "a fresh follower");
    for (std::size_t p = 0; p < owners_.size(); ++p) {
      world_.log.grow(p, world_.chance, world_.now_ms);
      give(p, 0, 0, 0);
    }
    engines_[0]->source().wake_all();
    play_until([this] { return all_caught_up(); }, 60'000, "a fresh owner");
    // The history comes a little later than the counts.
    auto settled_at = world_.now_ms + 1000;
    play_until([=, this] { return world_.now_ms > settled_at; }, 2000, "");
    if (world_.violations.empty())
      reckon();
    engines_.clear();
    return world_.violations;
  }

private:
  struct deed {
    std::int64_t at_ms;
    std::function<void()> act;
  };

  void raise(std::size_t n) {
    engines_[n].reset();
    engines_[n] = std::make_unique<engine>(world_, fmt::format("engine-{}", n));
  }

  void later(std::int64_t ms, std::function<void()> act) {
    deeds_.push_back({world_.now_ms + ms, std::move(act)});
  }

  /// The group moves a partition. The former owner may learn of it late.
  void give(std::size_t p, std::size_t to, std::int64_t lose_ms,
            std::int64_t gain_ms) {
    auto from = owners_[p];
    owners_[p] = to;
    if (from != to)
      later(lose_ms, [=, this] {
        if (from < engines_.size() && owners_[p] != from)
          engines_[from]->source().revoke(p);
      });
    later(gain_ms, [=, this] {
      if (owners_[p] == to)
        engines_[to]->source().assign(p);
    });
  }

  /// One message somewhere, or, when all is done, time goes on.
  void move(bool eventful) {
    if (step_somebody())
      return;
    auto ms = pass_time();
    for (std::size_t i = 0; i < deeds_.size();) {
      if (deeds_[i].at_ms > world_.now_ms) {
        ++i;
        continue;
      }
      auto act = std::move(deeds_[i].act);
      deeds_.erase(deeds_.begin() + static_cast<std::ptrdiff_t>(i));
      act();
    }
    for (std::size_t n = 0; n < engines_.size(); ++n)
      if (engines_[n]->failed() || engines_[n]->dead())
        restart(n);
    if (eventful)
      upset(static_cast<double>(ms) / 1000);
  }

  std::int64_t pass_time() {
    auto ms = world_.chance.between(1, 40);
    world_.now_ms += ms;
    for (auto& x : engines_)
      if (x && !x->dead() && world_.now_ms >= x->paused_until_ms)
        x->advance(ms);
    return ms;
  }

  bool step_somebody() {
    std::vector<engine*> able;
    for (auto& x : engines_)
      if (x && x->runnable())
        able.push_back(x.get());
    if (able.empty())
      return false;
    able[world_.chance.below(able.size())]->step();
    return true;
  }

  /// In the middle of a store call of one engine the others go on.
  void interlude() {
    if (depth_ >= 2 || !world_.faults || !world_.chance.chance(.15))
      return;
    ++depth_;
    // A call may take long: others write snapshots and delete meanwhile.
    auto until = world_.now_ms;
    if (depth_ == 1 && world_.chance.chance(.05))
      until += world_.chance.between(500, 8000);
    for (auto n = world_.chance.between(0, 30); n > 0 || world_.now_ms < until;
         --n)
      if (!step_somebody()) {
        if (world_.now_ms >= until)
          break;
        pass_time();
      }
    if (world_.cells->late() > 0 && world_.chance.chance(late_rate_))
      world_.cells->apply_late_at(world_.chance.below(world_.cells->late()));
    --depth_;
  }

  void restart(std::size_t n) {
    raise(n);
    for (std::size_t p = 0; p < owners_.size(); ++p)
      if (owners_[p] == n)
        later(world_.chance.between(0, 2000), [=, this] {
          if (owners_[p] == n)
            engines_[n]->source().assign(p);
        });
  }

  /// What happens within `seconds`.
  void upset(double seconds) {
    auto& chance = world_.chance;
    auto a_second = [&](double times) {
      return chance.chance(times * seconds);
    };
    if (a_second(6)) {
      for (auto n = chance.between(1, 6); n > 0; --n)
        world_.log.grow(chance.below(owners_.size()), chance, world_.now_ms);
      for (auto& x : engines_)
        x->source().wake_all();
    }
    auto n = chance.below(engines_.size());
    if (a_second(.3)) {
      auto p = chance.below(owners_.size());
      give(p, n, chance.between(0, chance.chance(.5) ? 1000 : 15'000),
           chance.between(0, 2000));
    }
    if (a_second(.05))
      restart(n);
    if (a_second(.1))
      show_all_partitions();
    if (a_second(.15))
      engines_[n]->paused_until_ms =
          world_.now_ms
          + chance.between(100, chance.chance(.5) ? 3000 : 20'000);
    if (a_second(.05)) {
      world_.store_down = true;
      later(chance.between(500, 8000), [this] { world_.store_down = false; });
    }
    if (world_.keeps_letters && world_.letter_chance.chance(.05 * seconds)) {
      world_.letters_down = true;
      later(world_.letter_chance.between(500, 8000),
            [this] { world_.letters_down = false; });
    }
    // Between letters and append, and anywhere else.
    if (world_.keeps_letters && world_.letter_chance.chance(.2 * seconds))
      restart(n);
    if (a_second(.1))
      for (auto& skew : world_.skew_ms)
        skew = chance.between(-60'000, 60'000);
    if (world_.cells->late() > 0 && a_second(late_rate_))
      world_.cells->apply_late_at(chance.below(world_.cells->late()));
  }

  /// The topic has grown.
  void show_all_partitions() {
    world_.log.show_all();
    for (auto& x : engines_)
      x->source().wake_all();
    for (std::size_t p = 0; p < owners_.size(); ++p)
      give(p, owners_[p], 0, world_.chance.between(0, 1000));
  }

  void calm() {
    world_.faults = false;
    world_.log.show_all();
    deeds_.clear();
    for (auto& x : engines_)
      x->paused_until_ms = 0;
    for (std::size_t p = 0; p < owners_.size(); ++p)
      for (std::size_t n = 0; n < engines_.size(); ++n)
        if (owners_[p] == n)
          engines_[n]->source().assign(p);
        else
          engines_[n]->source().revoke(p);
    for (auto& x : engines_)
      x->source().wake_all();
  }

  bool all_caught_up() const {
    for (auto& x : engines_) {
      if (!x->view() || x->view()->partitions.size() != owners_.size())
        return false;
      for (auto& at : x->view()->partitions)
        if (at.durable
            != world_.log.end(
                static_cast<std::size_t>(at.source.partition.value)))
          return false;
    }
    return true;
  }

  void play_until(const std::function<bool()>& done, std::int64_t ms,
                  const char* when) {
    auto give_up_at = world_.now_ms + ms;
    while (world_.violations.empty() && !done()) {
      if (world_.now_ms > give_up_at)
        return world_.violation(fmt::format("stuck {}", when));
      move(false);
    }
  }

  /// The last engine knows nothing but the ledger.
  void reckon() {
    auto& view = *engines_[0]->view();
    std::map<std::string, std::int64_t> spellings;
    for (auto& x : view.partitions) {
      auto p = static_cast<std::size_t>(x.source.partition.value);
      if (x.durable.value < world_.acknowledged[p])
        world_.violation("an acknowledged offset was lost");
      world_.check_letters(p, x.durable);
      for (auto& [tag, count] : world_.log.before(p, x.applied).tags)
        spellings[tag] += count;
      for (auto& [tag, count] : world_.log.before(p, x.origin).tags)
        spellings[tag] -= count;
    }
    for (auto& tag : view.top)
      for (auto& [spelling, count] : spellings)
        if (same_key(spelling, tag.key) && count > spellings[tag.tag])
          world_.violation("a shown spelling is not the commonest");
    if (world_.lists_checked == 0)
      world_.violation("no lists were shown");
    std::uint64_t volume = 0;
    if (engines_[0]->times())
      for (auto& x : engines_[0]->times()->seconds)
        volume += x.tweets;
    if (volume != view.tweets)
      world_.violation("the seconds do not add up to the tweets");
  }

  static bool same_key(std::string spelling, const std::string& key) {
    for (auto& c : spelling)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return spelling == key;
  }

  world world_;
  std::vector<std::unique_ptr<engine>> engines_;
  std::vector<std::size_t> owners_;
  std::vector<deed> deeds_;
  int depth_ = 0;
  double late_rate_ = .5; ///< of late writes, a second
};

} // namespace

std::vector<std::string> run(std::uint64_t seed, const rule_book& rules) {
  return drama{seed, rules}.play();
}

} // namespace murmuration::sim
