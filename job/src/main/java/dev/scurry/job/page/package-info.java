/** What HTML reports are made of: pictures, tables and figures. They need no network. */
package dev.scurry.job.page;
