import "../shared/base.css";

import { applyTheme } from "../shared/theme";

applyTheme("auto");
