// resolver_config.cc - two small files, read line by line.

#include "reactor/resolver_config.h"

#include <algorithm>

#include "base/ascii.h"

namespace mt::reactor {

namespace {

// Takes the next line off `text`, without what follows a comment sign.
std::string_view take_line(std::string_view& text) {
  const size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 1);
  return line.substr(0, line.find_first_of("#;"));
}

// Takes the next word off `line`; empty at its end.
std::string_view take_word(std::string_view& line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  size_t length = 0;
  while (length < line.size() && !is_space(line[length])) ++length;
  const std::string_view word = line.substr(0, length);
  line.remove_prefix(length);
  return word;
}

// The number behind "name:" if `option` is that, kept within bounds.
void read_option(std::string_view option, std::string_view name, int min,
                 int max, int* value) {
  if (option.substr(0, name.size()) != name) return;
  option.remove_prefix(name.size());
  if (option.empty() || option.front() != ':') return;
  option.remove_prefix(1);
  if (option.empty()) return;
  int number = 0;
  for (const char c : option) {
    if (!is_digit(c)) return;
    number = std::min(number * 10 + (c - '0'), 1000);
  }
  *value = std::clamp(number, min, max);
}

}  // namespace

ResolverConfig parse_resolv_conf(std::string_view text, int port) {
  ResolverConfig config;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    const std::string_view keyword = take_word(line);
    if (keyword == "nameserver") {
      Result<Address> server = Address::from_ip(take_word(line), port);
      if (server.ok() && config.servers.size() < kMaxNameServers) {
        config.servers.push_back(server.value());
      }
    } else if (keyword == "search" || keyword == "domain") {
      config.search.clear();  // the last such line counts
      for (std::string_view word = take_word(line);
           !word.empty() && config.search.size() < kMaxSearchDomains;
           word = take_word(line)) {
        if (word != ".") config.search.emplace_back(word);
      }
    } else if (keyword == "options") {
      for (std::string_view word = take_word(line); !word.empty();
           word = take_word(line)) {
        read_option(word, "ndots", 0, 15, &config.ndots);
        read_option(word, "timeout", 1, 30, &config.timeout_seconds);
        read_option(word, "attempts", 1, 5, &config.attempts);
      }
    }
  }
  if (config.servers.empty()) {
    Result<Address> local = Address::from_ip("127.0.0.1", port);
    if (local.ok()) config.servers.push_back(local.value());
  }
  return config;
}

std::vector<std::string> candidate_names(const ResolverConfig& config,
                                         std::string_view name) {
  std::vector<std::string> names;
  if (!name.empty() && name.back() == '.') {
    name.remove_suffix(1);
    names.emplace_back(name);
    return names;
  }
  for (const std::string& domain : config.search) {
    names.push_back(std::string(name) + "." + domain);
  }
  const auto dots = std::count(name.begin(), name.end(), '.');
  names.insert(dots >= config.ndots ? names.begin() : names.end(),
               std::string(name));
  return names;
}

std::vector<Address> find_in_hosts(std::string_view text,
                                   std::string_view name, int family) {
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  std::vector<Address> addresses;
  while (!text.empty()) {
    std::string_view line = take_line(text);
    const std::string_view number = take_word(line);
    if (number.empty()) continue;
    bool is_named = false;
    for (std::string_view word = take_word(line); !word.empty() && !is_named;
         word = take_word(line)) {
      is_named = equal_ignoring_case(word, name);
    }
    if (!is_named) continue;
    Result<Address> address = Address::from_ip(number, 0);
    if (address.ok() &&
        (family == AF_UNSPEC || address.value().family() == family)) {
      addresses.push_back(address.value());
    }
  }
  return addresses;
}

}  // namespace mt::reactor
