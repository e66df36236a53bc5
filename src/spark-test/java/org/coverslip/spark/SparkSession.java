package org.coverslip.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.rules.ExternalResource;

/** Spark on two cores of this machine, which tries each task four times, for the tests of a class. */
final class SparkSession extends ExternalResource {

	private JavaSparkContext context;

	@Override
	protected void before() {
		context = new JavaSparkContext(new SparkConf().setMaster("local[2,4]").setAppName("test")
			.set("spark.ui.enabled", "false").set("spark.driver.bindAddress", "127.0.0.1")
			.set("spark.driver.host", "localhost").set("spark.log.level", "ERROR"));
	}

	JavaSparkContext context() {
		return context;
	}

	@Override
	protected void after() {
		context.close();
	}
}
