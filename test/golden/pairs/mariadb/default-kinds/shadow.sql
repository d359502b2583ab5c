CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT NULL,
  `b` varchar(9) DEFAULT 'q',
  `c` datetime DEFAULT NULL ON UPDATE current_timestamp(),
  `d` bit(4) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
