/** Requests to S3, signed with the user's credentials by Amazon's library. */
package org.coverslip.remote.aws;
