/** placeholder replaced by the adapter's author */
namespace cpp murmuration.hbase
struct Empty { 1: i32 none }
