/// The records the ledger stores; they are part of the protocol.
#pragma once
#include "messages/ledger_records.hpp"
