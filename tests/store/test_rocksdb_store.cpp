#include <boost/test/unit_test.hpp>

#include <fstream>
#include <stdexcept>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/store/rocksdb/rocksdb_store.hpp"
#include "tests/store/temporary_directory.hpp"

namespace murmuration {

namespace {

/// Another process that holds the ledger's lock until this object dies.
class lock_holder {
public:
  explicit lock_holder(const std::filesystem::path& directory) {
    auto file = (directory / "LOCK").string();
    int to_parent[2];
    int to_child[2];
    if (::pipe(to_parent) != 0 || ::pipe(to_child) != 0)
      throw std::runtime_error("no pipe");
    child_ = ::fork();
    if (child_ == 0) {
      // Only what is safe after fork in a process with threads.
      ::close(to_child[1]);
      auto fd = ::open(file.c_str(), O_RDWR);
      struct flock all {};
      all.l_type = F_WRLCK;
      all.l_whence = SEEK_SET;
      char byte = ::fcntl(fd, F_SETLK, &all) == 0 ? 'y' : 'n';
      auto ignored = ::write(to_parent[1], &byte, 1);
      ignored += ::read(to_child[0], &byte, 1);
      ::_exit(ignored < 0);
    }
    ::close(to_parent[1]);
    ::close(to_child[0]);
    char byte = 'n';
    holds = ::read(to_parent[0], &byte, 1) == 1 && byte == 'y';
    ::close(to_parent[0]);
    release_ = to_child[1];
  }
  lock_holder(const lock_holder&) = delete;
  lock_holder& operator=(const lock_holder&) = delete;
  ~lock_holder() {
    ::close(release_);
    ::waitpid(child_, nullptr, 0);
  }

  bool holds = false;

private:
  ::pid_t child_ = -1;
  int release_ = -1;
};

struct fixture {
  test::temporary_directory directory;
  std::filesystem::path path = directory.path() / "a" / "ledger";

  std::string why_not(decltype(open_rocksdb_store)* open) const {
    try {
      open(path);
      return "opened";
    } catch (const std::runtime_error& e) {
      return e.what();
    }
  }
  void overwrite(const std::string& name, std::string_view text) const {
    std::ofstream{path / name, std::ios::binary} << text;
  }
};

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(rocksdb_store_tests, fixture)

BOOST_AUTO_TEST_CASE(a_second_engine_is_refused) {
  auto store = open_rocksdb_store(path);
  BOOST_TEST(why_not(open_rocksdb_store)
             == "ledger " + path.string() + " is in use by another process");
}

BOOST_AUTO_TEST_CASE(another_process_is_told_from_other_trouble) {
  open_rocksdb_store(path).reset();
  {
    lock_holder other{path};
    BOOST_TEST_REQUIRE(other.holds);
    BOOST_TEST(why_not(open_rocksdb_store)
               == "ledger " + path.string() + " is in use by another process");
  }
  BOOST_TEST(why_not(open_rocksdb_store) == "opened");
}

BOOST_AUTO_TEST_CASE(a_reader_sees_what_an_engine_has_written) {
  auto store = open_rocksdb_store(path);
  BOOST_TEST(*store->put_if_absent("k", "v"));
  auto reader = open_rocksdb_store_read_only(path);
  BOOST_TEST(reader->get("k")->value() == "v");
  BOOST_TEST(!reader->put("k", "w"));
  BOOST_TEST(!reader->put_if_absent("other", "w"));
  BOOST_TEST(!reader->erase("k"));
  BOOST_TEST(bool{store->put("k", "later")});
  BOOST_TEST(reader->get("k")->value() == "v");
  BOOST_TEST(open_rocksdb_store_read_only(path)->get("k")->value() == "later");
}

BOOST_AUTO_TEST_CASE(a_reader_leaves_no_trace) {
  BOOST_TEST(why_not(open_rocksdb_store_read_only)
             == "ledger " + path.string() + " does not exist");
  BOOST_TEST(!std::filesystem::exists(path));
}

BOOST_AUTO_TEST_CASE(a_place_that_is_no_directory_is_named) {
  std::ofstream{directory.path() / "a"} << "a file";
  auto why = why_not(open_rocksdb_store);
  BOOST_TEST(contains(why, path.string()));
  BOOST_TEST(contains(why, "Not a directory"));
}

BOOST_AUTO_TEST_CASE(damage_is_said_with_what_to_do) {
  open_rocksdb_store(path).reset();
  overwrite("CURRENT", "nonsense");
  auto why = why_not(open_rocksdb_store);
  BOOST_TEST(contains(why, "is damaged"));
  BOOST_TEST(contains(why, "move it away"));
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_damage) {
  open_rocksdb_store(path).reset();
  for (auto& file : std::filesystem::directory_iterator{path})
    if (contains(file.path().filename(), "MANIFEST"))
      std::filesystem::remove(file);
  BOOST_TEST(contains(why_not(open_rocksdb_store), "is damaged"));
}

BOOST_AUTO_TEST_CASE(a_torn_last_write_is_no_damage) {
  {
    auto store = open_rocksdb_store(path);
    BOOST_TEST(bool{store->put("k", "v")});
    BOOST_TEST(bool{store->put("torn", std::string(1000, 'x'))});
  }
  for (auto& file : std::filesystem::directory_iterator{path})
    if (file.path().extension() == ".log" && file.file_size() > 1000)
      std::filesystem::resize_file(file, file.file_size() - 100);
  auto store = open_rocksdb_store(path);
  BOOST_TEST(store->get("k")->value() == "v");
  BOOST_TEST(!store->get("torn")->has_value());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace murmuration
