/**
 * What the ledger asks of HBase's Thrift1 server: our subset of Apache's
 * Hbase.thrift. Names and field ids are the wire format and must stay as there
 * (checkAndPut has no field 4).
 */
namespace cpp murmuration.hbase

struct TCell {
  1: binary value
  2: i64 timestamp
}

/** A column family; its name ends in a colon. */
struct ColumnDescriptor {
  1: binary name
  2: i32 maxVersions = 3
  3: string compression = "NONE"
  4: bool inMemory = 0
  5: string bloomFilterType = "NONE"
  6: i32 bloomFilterVectorSize = 0
  7: i32 bloomFilterNbHashes = 0
  8: bool blockCacheEnabled = 0
  9: i32 timeToLive = 0x7fffffff
}

/** A put, or a delete, of one column (`family:qualifier`). */
struct Mutation {
  1: bool isDelete = 0
  2: binary column
  3: binary value
  4: bool writeToWAL = 1
}

struct BatchMutation {
  1: binary row
  2: list<Mutation> mutations
}

struct TRowResult {
  1: binary row
  2: optional map<binary, TCell> columns
}

/** Where a reversed scan starts is its highest row; the stop row is left out. */
struct TScan {
  1: optional binary startRow
  2: optional binary stopRow
  4: optional list<binary> columns
  5: optional i32 caching
  6: optional string filterString
  9: optional bool reversed
}

/** HBase failed; the message goes on with a Java stack trace. */
exception IOError {
  1: string message
  2: bool canRetry
}

exception IllegalArgument {
  1: string message
}

exception AlreadyExists {
  1: string message
}

service Hbase {
  list<binary> getTableNames() throws (1: IOError io)

  void createTable(1: binary tableName,
                   2: list<ColumnDescriptor> columnFamilies)
    throws (1: IOError io, 2: IllegalArgument ia, 3: AlreadyExists exist)

  /** No cell, or one: the newest version. */
  list<TCell> get(1: binary tableName, 2: binary row, 3: binary column,
                  4: map<binary, binary> attributes)
    throws (1: IOError io)

  /** An empty expected value means: there is no such cell. */
  bool checkAndPut(1: binary tableName, 2: binary row, 3: binary column,
                   5: binary value, 6: Mutation mput,
                   7: map<binary, binary> attributes)
    throws (1: IOError io, 2: IllegalArgument ia)

  void mutateRow(1: binary tableName, 2: binary row,
                 3: list<Mutation> mutations,
                 4: map<binary, binary> attributes)
    throws (1: IOError io, 2: IllegalArgument ia)

  /**
   * All rows at one time (milliseconds). A delete takes what is as old or
   * older, of a column, or, without a colon, of a whole family.
   */
  void mutateRowsTs(1: binary tableName, 2: list<BatchMutation> rowBatches,
                    3: i64 timestamp, 4: map<binary, binary> attributes)
    throws (1: IOError io, 2: IllegalArgument ia)

  void deleteAllRow(1: binary tableName, 2: binary row,
                    3: map<binary, binary> attributes)
    throws (1: IOError io)

  i32 scannerOpenWithScan(1: binary tableName, 2: TScan scan,
                          3: map<binary, binary> attributes)
    throws (1: IOError io)

  /** Up to nbRows rows; none at the end. */
  list<TRowResult> scannerGetList(1: i32 id, 2: i32 nbRows)
    throws (1: IOError io, 2: IllegalArgument ia)

  void scannerClose(1: i32 id) throws (1: IOError io, 2: IllegalArgument ia)
}
