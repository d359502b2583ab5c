CREATE TABLE `shadow` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `x` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `f1s` FOREIGN KEY (`id`) REFERENCES `__test_parent` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
