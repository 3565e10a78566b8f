#include <cstdio>
#include <exception>
#include <iostream>
#include <stdexcept>

#include "config/load.hpp"
#include "config/print.hpp"
#include "runtime/boot/adapters.hpp"
#include "runtime/boot/command_line.hpp"
#include "runtime/boot/logging.hpp"
#include "runtime/boot/run.hpp"

int main(int argc, char** argv) {
  using namespace murmuration;
  command_line asked;
  if (auto exit_code = parse_command_line(argc, argv, asked))
    return *exit_code;
  try {
    auto config = load_settings(asked.config, asked.overrides);
    if (asked.print_config) {
      std::cout << print_settings(config);
      return 0;
    }
    if (asked.check_config) {
      make_model(config); // it has to be there and to know the languages
      std::cout << "The config is right.\n";
      return 0;
    }
    start_logging(config);
    return run_engine(config, asked);
  } catch (const config_error& x) {
    std::cerr << "murmuration: " << x.what() << '\n';
    return 2;
  } catch (const std::invalid_argument& x) {
    std::cerr << "murmuration: " << x.what() << '\n';
    return 2;
  } catch (const std::exception& x) {
    std::cerr << "murmuration: " << x.what() << '\n';
    return 1;
  }
}
