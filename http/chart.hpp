/// The bar chart that other pages embed, and its data: the manner of the page
/// that people had before (`/refreshData`, `/updateData`), so that their jobs
/// and pages go on working.
#pragma once

#include "http/message.hpp"
#include "http/site.hpp"

namespace murmuration::http::chart {

/// What was posted last, else the ten most used hashtags, else empty lists: a
/// page that polls draws nothing for an engine that has just begun.
reply refresh_data(site& from, const request& asked);

/// `label` and `data`, from then on the answer of `refresh_data`. 201, or 400;
/// 403 for pages of other origins, 404 while `http.update-data` is off.
reply update_data(site& from, const request& asked);

/// Throws `bad_parameter` for a `k` or `refresh` out of range, and for a `list`
/// or `theme` that there is not.
void check_widget(const request& asked);

} // namespace murmuration::http::chart
